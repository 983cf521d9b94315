import { fileAt } from '../image-location';
import { rule, rules } from '../image-rule';
import { findProgram } from '../launch';
import { compareVersions, installedPackages } from '../packages';

const oldestLab = '4.4';
const install = ["RUN pip install --no-cache-dir 'jupyterlab>=4.4,<5'"];

export const jupyterlab = rules({
  reads: ['built', 'appType'],
  rules: {
    'jupyterlab-missing': {
      severity: 'error',
      since: '0.1',
      title: 'JupyterLab is not installed',
      why: 'A JupyterLab app has nothing to show.',
      wrong: 'RUN pip install notebook==6.5.7',
      right: "RUN pip install 'jupyterlab>=4.4,<5'",
    },
    'jupyterlab-version': {
      severity: 'warning',
      since: '0.1',
      title: 'this JupyterLab is one that studiolo does not support',
      why: "JupyterLab takes no extension that was built for another major version, and studiolo's is tried with 4.4 and later.",
      wrong: 'RUN pip install jupyterlab==3.6.8',
      right: "RUN pip install 'jupyterlab>=4.4,<5'",
      accept: 'the panel is not wanted in this image',
    },
  },
  check({ built, appType }) {
    if (appType !== 'JupyterLab') return [];
    const lab = installedPackages(built).find(({ name }) => name === 'jupyterlab');
    if (!lab) {
      return [
        {
          code: 'jupyterlab-missing',
          reason: 'no jupyterlab package was found in any Python environment of the image',
          where: { in: 'image', file: '/' },
          remedy: 'install it',
          mend: install,
        },
      ];
    }
    if (compareVersions(lab.version, oldestLab) >= 0 && compareVersions(lab.version, '5') < 0) return [];
    return [
      {
        code: 'jupyterlab-version',
        reason: `JupyterLab is ${lab.version}; studiolo supports ${oldestLab} up to the last 4`,
        where: fileAt(lab.file, lab.record),
        remedy: 'install a supported JupyterLab',
        mend: install,
      },
    ];
  },
});

export const codeEditor = rule({
  code: 'code-editor-missing',
  severity: 'error',
  since: '0.1',
  title: 'no Code Editor server is installed',
  why: 'A Code Editor app has nothing to show.',
  wrong: 'FROM python:3.12.7',
  right: 'FROM public.ecr.aws/sagemaker/sagemaker-distribution:4.4.1-cpu',
  reads: ['built', 'appType'],
  check({ built, appType }) {
    if (appType !== 'CodeEditor') return [];
    const names = ['sagemaker-code-editor', 'code-server', 'openvscode-server'];
    if (names.some((name) => findProgram(name, built.config.env['PATH'], built.files).at === 'file')) return [];
    return [
      {
        reason: `none of ${names.join(', ')} is on PATH`,
        where: { in: 'config', member: 'Env' },
        remedy: 'start from SageMaker Distribution, which has sagemaker-code-editor',
      },
    ];
  },
});
