import type { Activation } from '#core/models/layer-spec.ts';
import type { FusedDense, FusedLstm, FusedPlan } from './fused-plan.ts';

/** WGSL lets a device's own tanh be 1e-5 off, hence by exp; its argument where singles stay finite. */
const FUNCTIONS = `
fn sigmoid(x: f32) -> f32 { return 1.0 / (1.0 + exp(-clamp(x, -40.0, 40.0))); }
fn tanh_of(x: f32) -> f32 { return 1.0 - 2.0 / (1.0 + exp(2.0 * clamp(x, -20.0, 20.0))); }
fn hard_sigmoid(x: f32, slope: f32) -> f32 { return clamp(slope * x + 0.5, 0.0, 1.0); }
`;

function applied(activation: Activation, x: string): string {
  switch (activation) {
    case 'sigmoid':
      return `sigmoid(${x})`;
    case 'tanh':
      return `tanh_of(${x})`;
    case 'relu':
      return `max(${x}, 0.0)`;
    case 'hard_sigmoid_5':
      return `hard_sigmoid(${x}, ${1 / 5})`;
    case 'hard_sigmoid_6':
      return `hard_sigmoid(${x}, ${1 / 6})`;
    case 'linear':
    case 'softmax':
      return x;
  }
}

const float = (value: number): string => (Number.isInteger(value) ? `${value}.0` : `${value}`);

/** One step of one layer: each invocation computes a unit, its four gates as one vector. */
function lstmStep({ spec, inputs, at }: FusedLstm, index: number): string {
  const { units, activation, recurrentActivation } = spec;
  const input = index === 0 ? 'x[row + k]' : `held${index - 1}[now + k]`;
  // What the layer before said of this step; its own of the step before.
  const recurrentAt = at + inputs * units;
  const biasAt = recurrentAt + units * units;
  const gate = (part: string) => applied(recurrentActivation, `sum.${part}`);
  return `
    if (unit < ${units}) {
      var sum = cells[${biasAt} + unit];
      for (var k = 0; k < ${inputs}; k++) { sum += ${input} * cells[${at} + k * ${units} + unit]; }
      for (var k = 0; k < ${units}; k++) {
        sum += held${index}[before + k] * cells[${recurrentAt} + k * ${units} + unit];
      }
      let memory = ${gate('y')} * memory${index} + ${gate('x')} * ${applied(activation, 'sum.z')};
      let said = ${gate('w')} * ${applied(activation, 'memory')};
      memory${index} = select(memory${index}, memory, seen);
      held${index}[now + unit] = select(held${index}[before + unit], said, seen);
    }
    workgroupBarrier();`;
}

function denseLayer({ spec, inputs, at }: FusedDense, index: number, from: string): string {
  const { units, activation } = spec;
  const sum = `
    if (unit < ${units}) {
      var sum = kernels[${at + inputs * units} + unit];
      for (var k = 0; k < ${inputs}; k++) { sum += ${from} * kernels[${at} + k * ${units} + unit]; }
      row${index}[unit] = ${applied(activation, 'sum')};
    }
    workgroupBarrier();`;
  if (activation !== 'softmax') return sum;
  return `${sum}
    var most${index} = row${index}[0];
    for (var k = 1; k < ${units}; k++) { most${index} = max(most${index}, row${index}[k]); }
    var all${index} = 0.0;
    for (var k = 0; k < ${units}; k++) { all${index} += exp(row${index}[k] - most${index}); }
    let share${index} = exp(row${index}[min(unit, ${units - 1})] - most${index}) / all${index};
    workgroupBarrier();
    if (unit < ${units}) { row${index}[unit] = share${index}; }
    workgroupBarrier();`;
}

/** Each invocation looks at the whole row: cheaper than to wait for one that does. */
const maskOf = ({ maskValue, featureCount }: FusedPlan): string =>
  maskValue === null
    ? 'let seen = true;'
    : `var seen = false;
    for (var k = 0; k < ${featureCount}; k++) { seen = seen || x[row + k] != ${float(maskValue)}; }`;

/** States twice, of this step and of the one before, so that one barrier a layer is enough. */
const stridesOf = (plan: FusedPlan): number =>
  Math.max(...plan.lstms.map(({ spec }) => spec.units));

/**
 * The kernel's WGSL: all layers of one window in one workgroup, step by step, states in workgroup
 * memory. `x` is [windows, steps, features]; tfjs declares it and `uniforms`, which
 * must be used: a binding that is not falls away, and with it every result.
 */
export function fusedSource(plan: FusedPlan): string {
  const stride = stridesOf(plan);
  const last = plan.lstms.length - 1;
  const outputs = plan.denses.at(-1)?.spec.units ?? plan.lstms.at(-1)?.spec.units ?? 0;
  const result =
    plan.denses.length === 0 ? `held${last}[end + unit]` : `row${plan.denses.length - 1}[unit]`;
  return `
${plan.lstms.map((_, index) => `var<workgroup> held${index}: array<f32, ${2 * stride}>;`).join('\n')}
${plan.denses.map(({ spec }, index) => `var<workgroup> row${index}: array<f32, ${spec.units}>;`).join('\n')}
${FUNCTIONS}
fn main(index: i32) {
  let unit = i32(localId.x);
  let window = i32(workgroupId.x);
  let steps = uniforms.xShape.y;
${plan.lstms.map((_, index) => `  var memory${index} = 0.0;`).join('\n')}
  for (var turn = 0; turn < steps; turn++) {
    let row = (window * steps + turn) * ${plan.featureCount};
    let before = (turn % 2) * ${stride};
    let now = ${stride} - before;
    ${maskOf(plan)}
${plan.lstms.map(lstmStep).join('\n')}
  }
  let end = (steps % 2) * ${stride};
${plan.denses
  .map((dense, index) =>
    denseLayer(dense, index, index === 0 ? `held${last}[end + k]` : `row${index - 1}[k]`),
  )
  .join('\n')}
  if (unit < ${outputs}) { result[window * ${outputs} + unit] = ${result}; }
}`;
}
