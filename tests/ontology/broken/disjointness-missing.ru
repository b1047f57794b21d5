PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE WHERE { ?class owl:disjointWith ?other }
