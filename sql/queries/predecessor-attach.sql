-- Taking over: the predecessor's database, beside the new catalogue.
ATTACH DATABASE :path AS predecessor;
