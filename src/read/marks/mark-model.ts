import { FEATURE_COUNT, type BoxFeatures } from './box-features.ts';
import paleWeights from './mark-weights-pale.json' with { type: 'json' };
import weights from './mark-weights.json' with { type: 'json' };

/** What was done to a box. `circled`: a line drawn around it. */
export const BOX_CLASSES = ['empty', 'marked', 'filled', 'circled'] as const;
export type BoxClass = (typeof BOX_CLASSES)[number];

/** Probabilities that sum to 1, given that each class is as likely as another beforehand. */
export type BoxJudgement = Readonly<Record<BoxClass, number>>;

/** The judgement in which each class has its weight's share. */
export const judgementByWeights = (weigh: (of: BoxClass) => number): BoxJudgement => {
  const [empty, marked, filled, circled] = [
    weigh('empty'),
    weigh('marked'),
    weigh('filled'),
    weigh('circled'),
  ];
  const total = empty + marked + filled + circled;
  return { empty: empty / total, marked: marked / total, filled: filled / total, circled: circled / total };
};

/** A network of fully connected layers; a layer's weights stand output by output. */
export interface MarkNetwork {
  readonly mean: readonly number[];
  /** One over the standard deviation. */
  readonly scale: readonly number[];
  readonly layers: readonly { readonly weights: readonly number[]; readonly biases: readonly number[] }[];
  /** Divides the last layer's output, so that its probabilities are as good as they say. */
  readonly temperature: number;
}

/** Standardised features never lie further out than this: a box unlike any drawn one must not be judged with certainty. */
export const FARTHEST_STANDARD = 6;
/** What a hidden unit lets through of a negative sum. */
export const LEAK = 0.05;

interface Layer {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** Makes a judge of boxes from a trained network. */
export const prepareJudge = (network: MarkNetwork): ((features: BoxFeatures) => BoxJudgement) => {
  const layers: readonly Layer[] = network.layers.map((layer) => ({
    weights: Float32Array.from(layer.weights),
    biases: Float32Array.from(layer.biases),
  }));
  const mean = Float32Array.from(network.mean);
  const scale = Float32Array.from(network.scale);
  const widest = Math.max(FEATURE_COUNT, ...layers.map(({ biases }) => biases.length));
  // Two rows of values that layers fill in turn; a judgement leaves nothing in them for the next.
  const rows = [new Float32Array(widest), new Float32Array(widest)] as const;
  return (features) => {
    let values = rows[0];
    for (let i = 0; i < FEATURE_COUNT; i++) {
      const standard = (features[i]! - mean[i]!) * scale[i]!;
      values[i] = Math.max(-FARTHEST_STANDARD, Math.min(FARTHEST_STANDARD, standard));
    }
    let inputs: number = FEATURE_COUNT;
    for (let depth = 0; depth < layers.length; depth++) {
      const { weights, biases } = layers[depth]!;
      const next = rows[(depth + 1) % 2]!;
      const last = depth === layers.length - 1;
      for (let out = 0, at = 0; out < biases.length; out++) {
        let sum = biases[out]!;
        for (let i = 0; i < inputs; i++, at++) sum += weights[at]! * values[i]!;
        next[out] = last ? sum / network.temperature : sum > 0 ? sum : LEAK * sum;
      }
      values = next;
      inputs = biases.length;
    }
    const most = Math.max(values[0]!, values[1]!, values[2]!, values[3]!);
    const empty = Math.exp(values[0]! - most);
    const marked = Math.exp(values[1]! - most);
    const filled = Math.exp(values[2]! - most);
    const circled = Math.exp(values[3]! - most);
    const total = empty + marked + filled + circled;
    return {
      empty: empty / total,
      marked: marked / total,
      filled: filled / total,
      circled: circled / total,
    };
  };
};

/**
 * The mean of what two judges say: where one of them is unsure, so is their mean. Each errs where the other does not: the first
 * took pale ticks for nothing, the second, which saw many of them, strokes that a neighbour's mark leaves in a box for marks.
 */
const asOne =
  (first: (features: BoxFeatures) => BoxJudgement, second: (features: BoxFeatures) => BoxJudgement) =>
  (features: BoxFeatures): BoxJudgement => {
    const one = first(features);
    const other = second(features);
    return {
      empty: (one.empty + other.empty) / 2,
      marked: (one.marked + other.marked) / 2,
      filled: (one.filled + other.filled) / 2,
      circled: (one.circled + other.circled) / 2,
    };
  };

/** Judges one box from its features, with the networks that training/train-marks.ts trained. */
export const judgeBox = asOne(prepareJudge(weights), prepareJudge(paleWeights));
