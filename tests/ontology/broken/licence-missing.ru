PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE { ?ontology dcterms:license ?licence }
INSERT { ?ontology dcterms:license "CC BY" }
WHERE { ?ontology dcterms:license ?licence }
