"""Papers: what is to be read, apart from the format in which it is read.

`blocks` says what a paper is made of. A paper is put together once, in a language, by the module of its kind
(`difference`, ...), and each format writes any paper: a new kind of paper or a new format is one file.
"""
