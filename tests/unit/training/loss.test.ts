import { describe, expect, it } from 'vitest';
import type { OutputKind } from '#core/models/output-kind.ts';
import type { Loss } from '#core/recipes/recipe.ts';
import { batchLoss, outputsOf } from '#core/training/loss.ts';

const SUMS = [1.5, -0.3, 0.2, -2.0, 0.7, 3.1, 0.0, 0.1, -0.4, 30.0, -20.0, 5.0];
const SHARES = [
  [1, 0, 0],
  [0, 0.25, 0.75],
  [0, 1, 0],
  [0, 1, 0],
];
const PRESENCES = [
  [1, 0, 0],
  [0, 1, 1],
  [0.3, 1, 0],
  [0, 1, 0],
];
const WEIGHTS = [1, 2, 0.5, 1];
const CE: Loss = { kind: 'cross_entropy' };
const BCE: Loss = { kind: 'binary_cross_entropy' };
const FOCAL: Loss = { kind: 'focal', alpha: 0.25, gamma: 2 };

/** Of PyTorch 1.13 in float64: the formulas by its logsigmoid and log_softmax, slopes by autograd. */
const REFERENCE: readonly (readonly [string, Loss, OutputKind, number, readonly number[]])[] = [
  [
    'cross-entropy',
    CE,
    'exclusive',
    13.052092459374672,
    [
      -0.0761269541, 0.0287410212, 0.047385933, 0.00277929652, -0.0836448133, 0.0808655168,
      0.0450370769, -0.0752263324, 0.0301892555, 0.25, -0.25, 3.47198597e-12,
    ],
  ],
  [
    'focal of exclusive outputs',
    FOCAL,
    'exclusive',
    3.203130303953753,
    [
      -0.00469202246, 0.0017714293, 0.00292059316, 0.000223665864, -0.0347848944, 0.0345612285,
      0.00904682715, -0.0151110967, 0.00606426959, 0.0625, -0.0625, 8.67996492e-13,
    ],
  ],
  [
    'binary cross-entropy',
    BCE,
    'independent',
    4.886188195386165,
    [
      -0.015202127, 0.0354631236, 0.0458194998, 0.0198671537, -0.055302038, -0.00718454249,
      0.00833333333, -0.0197925339, 0.0167213475, 0.0833333333, -0.0833333332, 0.0827755958,
    ],
  ],
  [
    'focal of independent outputs',
    FOCAL,
    'independent',
    2.632413869097231,
    [
      -0.000354814692, 0.0120255275, 0.0239666667, 0.000608867524, -0.00399394677, -9.8669388e-6,
      0.00559287741, -0.00270682172, 0.00511129516, 0.0625, -0.0208333349, 0.0653862402,
    ],
  ],
];

const targetsOf = (output: OutputKind) => (output === 'exclusive' ? SHARES : PRESENCES);

describe('losses', () => {
  it.each(REFERENCE)('[TRN-12] are those of PyTorch: %s', (_, loss, output, mean, slopes) => {
    const found = batchLoss({ loss, output }, SUMS, targetsOf(output), WEIGHTS);
    expect(found.sum / 4).toBeCloseTo(mean, 10);
    slopes.forEach((slope, index) => {
      expect(found.slopes[index]).toBeCloseTo(slope, 8);
    });
  });

  it('[TRN-12] without focus and with even shares, focal is half the binary cross-entropy', () => {
    const even: Loss = { kind: 'focal', alpha: 0.5, gamma: 0 };
    const found = batchLoss({ loss: even, output: 'independent' }, SUMS, PRESENCES);
    const plain = batchLoss({ loss: BCE, output: 'independent' }, SUMS, PRESENCES);
    expect(found.sum).toBeCloseTo(plain.sum / 2, 10);
  });

  it('[TRN-12] without focus, focal is cross-entropy times alpha', () => {
    const flat: Loss = { kind: 'focal', alpha: 0.25, gamma: 0 };
    const found = batchLoss({ loss: flat, output: 'exclusive' }, SUMS, SHARES, WEIGHTS);
    const plain = batchLoss({ loss: CE, output: 'exclusive' }, SUMS, SHARES, WEIGHTS);
    expect(found.sum).toBeCloseTo(plain.sum / 4, 10);
    found.slopes.forEach((slope, index) => {
      expect(slope).toBeCloseTo((plain.slopes[index] ?? NaN) / 4, 8);
    });
  });

  it('leaves out rows of weight 0', () => {
    const kind = { loss: FOCAL, output: 'independent' } as const;
    const { sum, slopes } = batchLoss(kind, SUMS, PRESENCES, [0, 0, 0, 0]);
    expect(sum).toBe(0);
    expect([...slopes].every((slope) => Math.abs(slope) === 0)).toBe(true);
  });

  it.each([CE, FOCAL, { kind: 'focal', alpha: 0.25, gamma: 0.5 } as const])(
    'stays a number where the network is certain: $kind',
    (loss) => {
      const sums = [800, -800, -800, 800];
      const right = [
        [1, 0],
        [1, 0],
      ];
      const { sum, slopes } = batchLoss({ loss, output: 'exclusive' }, sums, right);
      expect(sum).toBeGreaterThan(300);
      expect([...slopes].every(Number.isFinite)).toBe(true);
    },
  );

  it('gives shares that sum to 1, or presences each for itself', () => {
    const shares = outputsOf('exclusive', SUMS, 3, 3);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    expect(outputsOf('independent', SUMS, 6, 2)).toEqual([0.5, 1 / (1 + Math.exp(-0.1))]);
  });
});
