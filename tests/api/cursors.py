"""For schemathesis: only a list can give its cursors; without one it begins."""

import schemathesis
from hypothesis import strategies

schemathesis.openapi.format("cursor", strategies.just(""))
