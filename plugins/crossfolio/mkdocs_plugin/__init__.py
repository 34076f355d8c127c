"""The MkDocs side: the only part that knows MkDocs, and the thinnest."""
