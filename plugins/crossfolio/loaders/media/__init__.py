"""What attached files hold besides what they show, and copies without it."""
