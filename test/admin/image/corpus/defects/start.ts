import type { Defect } from './defect';
import { add, change } from '../image-spec';
import { kernel, kernelJson, replaceArgument, script, serve, starts } from './parts';

/** What the container starts, and how its server listens. */
export const startDefects: Defect[] = [
  {
    name: 'nothing to start',
    code: 'entrypoint-none',
    break: (s) => (delete s.config.config.Entrypoint, delete s.config.config.Cmd),
  },
  {
    name: 'an entry point that was not copied',
    code: 'entrypoint-missing',
    break: (s) => (s.config.config.Entrypoint = ['/usr/local/bin/start.sh']),
  },
  {
    name: 'an entry point off PATH',
    code: 'entrypoint-missing',
    break: (s) => (
      (s.config.config.Env[0] = 'PATH=/usr/bin:/bin'),
      change(s, kernel, kernelJson({ argv: ['/usr/local/bin/python', '-m', 'ipykernel', '-f', '{connection_file}'] }))
    ),
  },
  {
    name: 'a script without chmod +x',
    code: 'entrypoint-not-executable',
    break: (s) => starts(s, script(`#!/bin/bash\nexec ${serve}\n`, { mode: 0o644 })),
    file: '/opt/start',
  },
  {
    name: "a script that is root's alone",
    code: 'entrypoint-not-executable',
    break: (s) => starts(s, script(`#!/bin/bash\nexec ${serve}\n`, { mode: 0o700 })),
  },
  {
    name: 'a script for an interpreter that is not there',
    code: 'entrypoint-interpreter-missing',
    break: (s) => starts(s, script(`#!/usr/bin/env tini\nexec ${serve}\n`)),
  },
  {
    name: 'a script with Windows line ends',
    code: 'entrypoint-crlf',
    break: (s) => starts(s, script(`#!/bin/bash\r\nexec ${serve}\r\n`)),
    file: '/opt/start',
  },
  {
    name: 'an entry point in a circle of links',
    code: 'entrypoint-loop',
    break: (s) => (
      add(s, { name: 'opt/start', target: 'next' }, { name: 'opt/next', target: 'start' }),
      (s.config.config.Entrypoint = ['/opt/start'])
    ),
  },
  {
    name: 'the shell form',
    code: 'entrypoint-shell-form',
    break: (s) => (
      add(s, { name: 'usr/bin/sh', target: 'bash' }),
      (s.config.config.Entrypoint = ['/bin/sh', '-c', serve.replace('jupyter lab', 'jupyter-lab')]),
      delete s.config.config.Cmd
    ),
  },
  {
    name: "the base image's bash",
    code: 'entrypoint-no-server',
    break: (s) => (delete s.config.config.Entrypoint, (s.config.config.Cmd = ['/bin/bash'])),
  },
  {
    name: 'port 8080',
    code: 'port-wrong',
    break: (s) => replaceArgument(s, '--ServerApp.port', ['--ServerApp.port=8080']),
  },
  {
    name: 'port 8889 in a configuration file',
    code: 'port-wrong',
    break: (s) => (
      replaceArgument(s, '--ServerApp.port', []),
      add(s, { name: 'etc/jupyter/jupyter_server_config.py', content: 'c.ServerApp.port = 8889\n' })
    ),
  },
  {
    name: 'EXPOSE 6006',
    code: 'port-undeclared',
    break: (s) => (s.config.config.ExposedPorts = { '8888/tcp': {}, '6006/tcp': {} }),
  },
  { name: 'no base URL', code: 'base-url-missing', break: (s) => replaceArgument(s, '--ServerApp.base_url', []) },
  {
    name: "Classic's base URL",
    code: 'base-url-wrong',
    break: (s) => replaceArgument(s, '--ServerApp.base_url', ['--ServerApp.base_url=/jupyter/default']),
  },
  {
    name: 'listening on localhost',
    code: 'address-loopback',
    break: (s) => replaceArgument(s, '--ServerApp.ip', ['--ServerApp.ip=127.0.0.1']),
  },
  { name: 'no address given', code: 'address-loopback', break: (s) => replaceArgument(s, '--ServerApp.ip', []) },
  {
    name: 'a token asked for',
    code: 'token-required',
    break: (s) => replaceArgument(s, '--IdentityProvider.token', []),
  },
  {
    name: 'no allowed origin',
    code: 'origin-refused',
    break: (s) => replaceArgument(s, '--ServerApp.allow_origin', []),
  },
  {
    name: 'Code Editor with a token',
    code: 'token-required',
    appType: 'CodeEditor',
    break: (s) => starts(s, script('#!/bin/bash\nexec sagemaker-code-editor --host 0.0.0.0 --port 8888\n', {})),
  },
];
