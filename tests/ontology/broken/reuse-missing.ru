PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE WHERE { ?term rdfs:subClassOf ?above } ;
DELETE WHERE { ?term rdfs:subPropertyOf ?above }
