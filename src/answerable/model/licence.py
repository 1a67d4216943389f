"""The licence that parliamentary text is published under; it goes wherever the text goes."""

LICENCE = "Open Parliament Licence v3.0"
LICENCE_URL = "https://www.parliament.uk/site-information/copyright-parliament/open-parliament-licence/"
ATTRIBUTION = "Contains Parliamentary information licensed under the Open Parliament Licence v3.0."
