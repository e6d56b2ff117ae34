"""The groups of commands, one file each; `cli.py` names them and loads them when called."""
