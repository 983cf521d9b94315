/** A script of the file for one type of app: a lifecycle configuration whose name carries its content's hash. */
export interface ScriptConfig {
  script: string;
  appType: 'JupyterLab' | 'CodeEditor';
  name: string;
  arn: string;
  content: string;
}
