"""fallbacks.py STACK FILE: writes FILE anew to the output: the types that LocalStack pretends now, each with what FILE says
about it, or else with cfn-lint, which knows every type."""

import pathlib
import sys

import resources

lines = pathlib.Path(sys.argv[2]).read_text().splitlines()
known = dict(line.split(": ", 1) for line in lines if not line.startswith("#"))
print(*[line for line in lines if line.startswith("#")], sep="\n")
for each in sorted(resources.faked_types(sys.argv[1])):
    print(f"{each}: {known.get(each, 'cfn-lint')}")
