"""The law of emulation and commendation: dated data, and a judge that explains itself.

`model` what the law is made of; `reading` from YAML; `facts` what a case is; `judging` a verdict; `serial` both as JSON;
`overriding` where people decided otherwise.
"""
