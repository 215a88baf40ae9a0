import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { FusedPlan } from './fused-plan.ts';
import { fusedSource } from './fused-source.ts';

const KERNEL = 'HeedFusedLstm';

type ProgramRunner = Pick<WebGPUBackend, 'runWebGPUProgram'>;
type Program = Parameters<ProgramRunner['runWebGPUProgram']>[0];

/** A network in this kernel on the webgpu backend, which must be the current one. */
export interface FusedNetwork {
  /** Outputs of `count` scaled windows, row by row. */
  run(windows: Float32Array, count: number): Promise<Float32Array>;
  dispose(): void;
}

/** Invocations come in groups of this on most devices. */
const GROUP = 32;

function programOf(plan: FusedPlan, source: string, count: number, outputs: number): Program {
  const units = [...plan.lstms, ...plan.denses].map(({ spec }) => spec.units);
  return {
    outputShape: [count, outputs],
    dispatchLayout: { x: [0], y: [], z: [] },
    dispatch: [count, 1, 1],
    workgroupSize: [GROUP * Math.ceil(Math.max(...units) / GROUP), 1, 1],
    // One that the source does not use would fall out of the layout, and no result would come.
    variableNames: plan.kernels === null ? ['x', 'cells'] : ['x', 'cells', 'kernels'],
    variableComponents: plan.kernels === null ? [1, 4] : [1, 4, 1],
    // Pipelines are kept by this key: the source is all that tells two networks apart.
    shaderKey: `${KERNEL}${source}`,
    getUserCode: () => source,
  };
}

let registered = false;

function registerKernel(): void {
  if (registered) return;
  registered = true;
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const program = (attrs as { readonly program: unknown }).program as Program;
      const given = program.variableNames.map((name) => inputs[name] as tf.TensorInfo);
      return (backend as ProgramRunner).runWebGPUProgram(program, given, 'float32');
    },
  });
}

/** A plan of windows of `length` steps, its weights in the memory of the current backend's device. */
export function openFusedNetwork(plan: FusedPlan, length: number): FusedNetwork {
  registerKernel();
  const source = fusedSource(plan);
  const outputs = [...plan.lstms, ...plan.denses].at(-1)?.spec.units ?? 0;
  const weights: tf.NamedTensorMap = {
    cells: tf.tensor1d(plan.cells),
    ...(plan.kernels === null ? {} : { kernels: tf.tensor1d(plan.kernels) }),
  };
  return {
    run: async (windows, count) => {
      const output = tf.tidy(() => {
        const x = tf.tensor3d(windows, [count, length, plan.featureCount]);
        const program = programOf(plan, source, count, outputs);
        const attrs = { program } as unknown as tf.NamedAttrMap;
        return tf.engine().runKernel<tf.Tensor>(KERNEL, { x, ...weights }, attrs);
      });
      try {
        return (await output.data()) as Float32Array;
      } finally {
        output.dispose();
      }
    },
    dispose: () => {
      tf.dispose(weights);
    },
  };
}
