HOSTILE={}
def hostile_settings(x): return ""
