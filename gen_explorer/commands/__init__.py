"""The commands of the command line, one a file; `gen_explorer.cli` lists them.

A command's help is read while its file is imported, so the language is chosen here, before.
"""

from gen_explorer.core import settings
from gen_explorer.core.translation import set_language, system_language

set_language(settings.load().language or system_language())
