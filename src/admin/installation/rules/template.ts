import { stackTag, versionTag } from './naming';
import type { BuiltInSlot, PerSlot } from './built-in-slot';

/** A lifecycle configuration that a template makes. */
export interface TemplateScript {
  name: string;
  appType: 'JupyterLab' | 'CodeEditor';
  /** Base64, as the API takes it. */
  content: string;
  /** The script as a shell runs it. */
  script: string;
}

const vpc = 'AWS::EC2::VPC::Id';
const subnets = 'List<AWS::EC2::Subnet::Id>';

/**
 * A CloudFormation template, as a plain object: a domain whose apps have a script in each slot. Resource types and
 * properties are those of CloudFormation's schemas of `AWS::SageMaker::StudioLifecycleConfig` and `AWS::SageMaker::Domain`
 * (as cfn-lint 1.58 bundles them), where `BuiltInLifecycleConfigArn` is a setting of JupyterLab and Code Editor.
 */
export function domainTemplate(
  domainName: string,
  version: string,
  scripts: Readonly<PerSlot<TemplateScript>>,
): object {
  const made = new Map(Object.values(scripts).map((script) => [script.name, script]));
  const at = (slot: BuiltInSlot) => {
    const script = scripts[slot];
    return script && { BuiltInLifecycleConfigArn: { 'Fn::GetAtt': [idOf(script), 'StudioLifecycleConfigArn'] } };
  };
  const [lab, editor, shared] = [at('private-jupyterlab'), at('private-code-editor'), at('shared-jupyterlab')];
  const role = { ExecutionRole: { Ref: 'ExecutionRoleArn' } };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `SageMaker Studio with studiolo ${version} for everyone`,
    Parameters: {
      VpcId: { Type: vpc },
      SubnetIds: { Type: subnets },
      ExecutionRoleArn: { Type: 'String', Description: 'The role that apps run as' },
      AuthMode: { Type: 'String', Default: 'IAM', AllowedValues: ['IAM', 'SSO'] },
      AppNetworkAccessType: {
        Type: 'String',
        Default: 'VpcOnly',
        AllowedValues: ['VpcOnly', 'PublicInternetOnly'],
      },
    },
    Resources: {
      ...Object.fromEntries([...made.values()].map((script) => [idOf(script), resourceOf(script, version)])),
      Domain: {
        Type: 'AWS::SageMaker::Domain',
        Properties: {
          DomainName: domainName,
          AuthMode: { Ref: 'AuthMode' },
          VpcId: { Ref: 'VpcId' },
          SubnetIds: { Ref: 'SubnetIds' },
          AppNetworkAccessType: { Ref: 'AppNetworkAccessType' },
          DefaultUserSettings: {
            ...role,
            ...(lab && { JupyterLabAppSettings: lab }),
            ...(editor && { CodeEditorAppSettings: editor }),
          },
          ...(shared && { DefaultSpaceSettings: { ...role, JupyterLabAppSettings: shared } }),
        },
      },
    },
    Outputs: { DomainId: { Value: { Ref: 'Domain' } }, Url: { Value: { 'Fn::GetAtt': ['Domain', 'Url'] } } },
  };
}

const idOf = ({ appType }: TemplateScript) => `${appType}Script`;

/** All its properties are create-only: what changes its content must change its name, which has the content's hash. */
function resourceOf({ name, appType, content, script }: TemplateScript, version: string): object {
  const readable = Buffer.from(content, 'base64').toString('utf8') === script;
  return {
    Type: 'AWS::SageMaker::StudioLifecycleConfig',
    Properties: {
      StudioLifecycleConfigName: name,
      StudioLifecycleConfigAppType: appType,
      StudioLifecycleConfigContent: readable ? { 'Fn::Base64': script } : content,
      Tags: [
        { Key: versionTag, Value: version },
        { Key: stackTag, Value: { Ref: 'AWS::StackName' } },
      ],
    },
  };
}
