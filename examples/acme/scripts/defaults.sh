#!/bin/bash
# What every app of Acme starts with.
git config --global pull.rebase true
