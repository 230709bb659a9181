"""Reading a whole paper, drawing its figures and finding everything that is wrong with it."""
