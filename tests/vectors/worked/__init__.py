"""Worked examples of the rules by their ids, each as a call of the public face."""
