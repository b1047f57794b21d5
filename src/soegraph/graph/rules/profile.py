"""What the rules of OWL 2 RL say, in a sentence each, by their names in the tables of the profile.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
"""

from __future__ import annotations

SENTENCES = {
    "eq-sym": "Of two things that are the same each is the same as the other.",
    "eq-trans": "What is the same as one and the same thing is the same.",
    "eq-rep-s": "What holds of a thing holds of all that are the same.",
    "eq-rep-o": "What relates to a thing relates to all that are the same.",
    "prp-dom": "What has the property is of the class that is its domain.",
    "prp-rng": "What is a value of the property is of the class that is its range.",
    "prp-fp": "A functional property has one value: two are the same thing.",
    "prp-ifp": "An inverse functional property has one holder: two are the same thing.",
    "prp-symp": "A symmetric property holds both ways.",
    "prp-trp": "A transitive property leads on: what it holds of holds of the next as well.",
    "prp-spo1": "What holds by a property holds by the properties above it.",
    "prp-spo2": "What a chain of properties connects is related by the property that it stands for.",
    "prp-eqp": "Equivalent properties relate the same things.",
    "prp-inv1": "What a property relates, its inverse relates the other way round.",
    "prp-inv2": "What a property relates, its inverse relates the other way round.",
    "prp-key": "Members of the class that agree in all of its key are the same thing.",
    "cls-int1": "What is of all parts of an intersection is of the class.",
    "cls-svf1": "What has some value of the class that the restriction names is of the class.",
    "cls-svf2": "What has any value of the property is of the class.",
    "cls-avf": "All values that a member of the restriction has are of its class.",
    "cls-hv1": "Members of the class have the value that it prescribes.",
    "cls-hv2": "What has the value that the class prescribes is of the class.",
    "cls-maxc2": "The class allows one value: two are the same thing.",
    "cls-maxqc3": "The class allows one value of that kind: two are the same thing.",
    "cls-maxqc4": "The class allows one value: two are the same thing.",
    "cls-oo": "What the class enumerates is of the class.",
    "cax-sco": "What is of a class is of all classes above it.",
    "cax-eqc": "Equivalent classes have the same members.",
}
