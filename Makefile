# « make » seul affiche l'aide. Rien n'est installé hors du dossier .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help contrat brouillon surveiller verifier etat avenant test lint type accept bench lot rappel reproductible fuzz clean

help: ## Affiche cette aide
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sort | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-13s %s\n", $$1, $$2}'

$(VENV)/installe: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Il faut Python 3.11 ou plus récent ; essayez : make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installation dans $(VENV) (la première fois seulement)…"
	@$(PYTHON) -m venv $(VENV) || { echo "Python est installé sans son module « venv » : ajoutez-le."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installe-dev: $(VENV)/installe
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

contrat: $(VENV)/installe ## Compile le contrat : sortie/contrat.docx et sortie/contrat.pdf
	@$(BIN)/contratdoc compiler

brouillon: $(VENV)/installe ## Compile avec ce qui est là ; chaque page porte « PROJET »
	@$(BIN)/contratdoc compiler --brouillon

surveiller: $(VENV)/installe ## Compile comme « brouillon », à chaque fichier enregistré, jusqu'à Ctrl+C
	@$(BIN)/contratdoc surveiller --brouillon

verifier: $(VENV)/installe ## Montre toutes les fautes, chacune à sa ligne
	@$(BIN)/contratdoc verifier

etat: $(VENV)/installe ## Dit où en est chaque partenaire, et qui sert chaque objectif
	@$(BIN)/contratdoc etat

avenant: $(VENV)/installe ## Écrit le dernier avenant et tout ce qui va avec lui, dans sortie/avenant-N
	@$(BIN)/contratdoc avenant

test: $(VENV)/installe-dev ## Lance les tests
	@$(BIN)/python -m pytest -n 2 -rs

lint: $(VENV)/installe-dev ## Contrôle le style du code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

type: $(VENV)/installe-dev ## Contrôle les types
	@$(BIN)/mypy

accept: $(VENV)/installe-dev ## Réécrit les résultats de référence ; relisez ensuite la différence
	@CONTRATDOC_ACCEPTER=1 $(BIN)/python -m pytest -n 2 -q

bench: $(VENV)/installe-dev ## Mesure le temps et la mémoire
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@$(BIN)/python tests/bench/bench.py

lot: $(VENV)/installe-dev ## Mesure la compilation de 440 contrats, sur 1 et 2 processus
	@$(BIN)/python tests/bench/lot.py 440

rappel: $(VENV)/installe-dev ## Mesure ce que les règles trouvent dans un vrai contrat, s'il est là
	@$(BIN)/python tests/rappel/mesure.py

reproductible: $(VENV)/installe ## Compile 20 fois, ailleurs et autrement : les octets sont les mêmes
	@$(BIN)/python tests/reproductible.py

fuzz: $(VENV)/installe-dev ## Donne 100 000 entrées quelconques à chaque lecteur et aux règles
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=3'
	@for cible in lecture texte contribution word; do \
	  echo "$$cible :"; $(BIN)/python tests/fuzz/fuzz.py $$cible -runs=100000 -verbosity=0 -print_final_stats=1 || exit 1; \
	done

clean: ## Retire ce qui a été installé et construit
	rm -rf $(VENV) sortie/contrat.docx sortie/contrat.pdf sortie/.construction
