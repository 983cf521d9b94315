import { knownBase, plainName } from '../../../src/admin/image/verify/known-bases';
import { codesOf, planned, serve, whoRuns } from './dockerfile-text';

describe('a well-known base', () => {
  it.each([
    ['python:3.12-slim', 'python'],
    ['docker.io/library/python', 'python'],
    ['public.ecr.aws/docker/library/python:3.9', 'python'],
    ['public.ecr.aws/ubuntu/ubuntu:22.04', 'ubuntu'],
    ['mirror.gcr.io/library/debian:12@sha256:0', 'debian'],
    ['quay.io/jupyter/base-notebook:latest', 'quay.io/jupyter/base-notebook'],
    ['registry.example.com:5000/python:3', 'registry.example.com:5000/python'],
  ])('%s is %s', (image, name) => {
    expect(plainName(image).name).toBe(name);
  });

  it.each([
    ['jupyter/scipy-notebook', '1000:100'],
    ['quay.io/jupyter/pyspark-notebook:2026-08-01', '1000:100'],
    ['public.ecr.aws/sagemaker/sagemaker-distribution:3.9-gpu', '1000:100'],
    ['885854791233.dkr.ecr.us-east-1.amazonaws.com/sagemaker-distribution-prod:2-cpu', '1000:100'],
    ['mambaorg/micromamba:2.0.5', '57439:57439'],
    ['python:3.13-alpine', '0:0'],
    ['nvidia/cuda:12.4.1-devel-ubuntu22.04', '0:0'],
    ['rocker/tidyverse:4.4', '0:0'],
    ['continuumio/miniconda3', '0:0'],
    ['registry.example.com/jupyter/scipy-notebook', '?:?'],
    ['someone/python:3', '?:?'],
  ])('%s runs as %s', (image, who) => {
    expect(whoRuns(planned(`FROM ${image}\n`))).toBe(who);
  });

  it('tells from when and from where that is known', () => {
    expect(knownBase('python:3')?.from).toMatch(/^known of python as of \d{4}-\d\d \(https:\/\//);
    expect(knownBase('registry.example.com/lab:1')).toBeUndefined();
  });

  it('sets as variables what it sets, and no build argument of its own', () => {
    const user = (base: string, name: string) => whoRuns(planned(`FROM ${base}\nUSER root\nUSER $${name}\n`));
    expect(user('quay.io/jupyter/base-notebook', 'NB_UID')).toBe('1000:100');
    expect(user('public.ecr.aws/sagemaker/sagemaker-distribution:4.4.1-cpu', 'MAMBA_USER')).toBe('1000:100');
    expect(user('public.ecr.aws/sagemaker/sagemaker-distribution:4.4.1-cpu', 'NB_USER')).toBe('0:0');
    expect(user('public.ecr.aws/sagemaker/sagemaker-distribution:4.4.1-cpu', 'NB_UID')).toBe('0:0');
    expect(user('registry.example.com/lab:1', 'NB_USER')).toBe('?:?');
  });
});

describe('a base that was not read', () => {
  it('is never root, and never an error', () => {
    expect(codesOf(planned(`FROM registry.example.com/lab:1\n${serve}\n`))).toEqual(['user-not-known']);
    expect(codesOf(planned('FROM registry.example.com/lab:1\n'))).toEqual(['user-not-known', 'start-not-known']);
    expect(codesOf(planned('FROM registry.example.com/lab:1\n'), 'KernelGateway')).toEqual(['user-not-known']);
  });

  it('does not hide what the Dockerfile says itself', () => {
    expect(codesOf(planned(`FROM registry.example.com/lab:1\nUSER 1001\n${serve}\n`))).toEqual(['user-uid']);
    expect(codesOf(planned(`FROM registry.example.com/lab:1\nUSER root\n${serve}\n`))).toEqual(['user-is-root']);
    expect(codesOf(planned(`FROM registry.example.com/lab:1\nUSER 1000:1000\n${serve}\n`))).toEqual(['user-gid']);
    expect(codesOf(planned(`FROM registry.example.com/lab:1\nUSER 1000\n${serve}\n`))).toEqual(['user-not-known']);
    expect(codesOf(planned(`FROM registry.example.com/lab:1\nUSER 1000:100\n${serve}\n`))).toEqual([]);
  });
});
