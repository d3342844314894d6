"""Drools' FEEL, were it in the jar that drools-jpy brings: that one holds the rule engine alone."""
import importlib.util
import sys
import zipfile
from pathlib import Path

jars = sorted((Path(importlib.util.find_spec("drools").origin).parent / "jars").glob("*.jar"))
if any("org/kie/dmn/feel/FEEL.class" in zipfile.ZipFile(jar).namelist() for jar in jars):
    sys.exit("this release has FEEL in its jar, and nothing here calls it")
sys.exit("its jar brings the rule engine without FEEL")
