import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Refused } from '../../../src/admin/image/reading/dockerfile-stage';
import { humanReport } from '../../../src/admin/findings/report/human';
import { imageReport, outlookTexts } from '../../../src/admin/image/image-report';
import { outlook } from '../../../src/admin/image/verify/outlook';
import { assess } from '../../../src/admin/image/verify/verify';
import { planned } from './dockerfile-text';
import { mutated } from './mutated-dockerfile';

/** The Dockerfiles of the bundled images, and one that has what they lack. */
const images = path.join(__dirname, '..', '..', '..', 'images');
const seeds = [
  ...readdirSync(images).map((name) => readFileSync(path.join(images, name, 'Dockerfile'), 'utf8')),
  [
    'ARG BASE=ubuntu:24.04',
    'FROM $BASE AS base',
    'ARG NB_USER=ada',
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
    'RUN if id -un 1000; then userdel "$(id -un 1000)"; fi && useradd -N -u 1000 ${NB_USER}',
    "COPY <<'EOF' /etc/jupyter/jupyter_server_config.py",
    "c.ServerApp.ip = '0.0.0.0'",
    'EOF',
    'FROM base',
    'USER ${NB_USER}',
    'ENTRYPOINT ["tini", "--", "start.sh"]',
    'CMD jupyter lab --port=$PORT',
  ].join('\n'),
];

/** Reads and judges so many mutated Dockerfiles; rejects with the first that is neither judged nor refused in words. */
export function fuzzDockerfiles(count: number, first = 0): { judged: number; refused: number } {
  const counts = { judged: 0, refused: 0 };
  for (let seed = first; seed < first + count; seed += 1) {
    const text = mutated(seeds, seed);
    try {
      const image = planned(text, { 'start.sh': '#!/bin/bash\nexec "$@"\n' });
      const outcomes = assess(image, ['JupyterLab', 'CodeEditor', 'KernelGateway']);
      const above = outlookTexts([outlook(image, 'JupyterLab')]);
      const report = humanReport(imageReport('x', image, outcomes), { colour: false }, above);
      if (/undefined|NaN|\[object/.test(report) && !/undefined|NaN|\[object/.test(text)) throw new Error(report);
      counts.judged += 1;
    } catch (error) {
      if (!(error instanceof Refused)) throw new Error(`seed ${seed}: ${JSON.stringify(text)}`, { cause: error });
      counts.refused += 1;
    }
  }
  return counts;
}
