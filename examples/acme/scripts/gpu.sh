#!/bin/bash
nvidia-smi || echo "this instance has no GPU"
