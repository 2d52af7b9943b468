"""What is done to a PDF once it is laid out, on its very objects: signature fields, deed of compilation, fixed dates.

A library that reads a whole PDF and writes it anew would renumber its thousands of objects and compress them again, in
a second or more; here the few objects concerned are replaced, and all the other bytes stay as they were.
"""
