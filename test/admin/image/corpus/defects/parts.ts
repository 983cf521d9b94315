import { add, type ImageSpec } from '../image-spec';

export const kernel = 'usr/local/share/jupyter/kernels/python3/kernel.json';
export const site = 'usr/local/lib/python3.12/site-packages';
export const home = 'home/sagemaker-user/';
export const passwd = (line: string) => ({ content: `root:x:0:0:root:/root:/bin/bash\n${line}\n` });
export const user = 'sagemaker-user:x:1000:100::/home/sagemaker-user:/bin/bash';
export const kernelJson = (value: object) => ({
  content: JSON.stringify({
    argv: ['python', '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
    display_name: 'Python 3',
    ...value,
  }),
});
export const replaceArgument = (spec: ImageSpec, name: string, by: string[]) => {
  const cmd = spec.config.config.Cmd ?? [];
  const at = cmd.findIndex((argument) => argument.startsWith(name));
  if (at < 0) throw new Error(`no argument ${name}`);
  cmd.splice(at, 1, ...by);
};
export const lab = (JupyterLabAppImageConfig: object) => ({ AppImageConfigName: 'studio', JupyterLabAppImageConfig });
export const gateway = (KernelSpecs: object[], FileSystemConfig?: object) => ({
  AppImageConfigName: 'studio',
  KernelGatewayImageConfig: { KernelSpecs, ...(FileSystemConfig && { FileSystemConfig }) },
});
export const script = (content: string, more: object = {}) => ({ name: 'opt/start', content, mode: 0o755, ...more });
export const serve =
  "jupyter lab --ip 0.0.0.0 --port 8888 --ServerApp.base_url=/jupyterlab/default --ServerApp.token='' --ServerApp.allow_origin='*'";
export const starts = (spec: ImageSpec, entry: Parameters<typeof add>[1]) => {
  add(spec, entry);
  spec.config.config.Entrypoint = ['/opt/start'];
  delete spec.config.config.Cmd;
};
