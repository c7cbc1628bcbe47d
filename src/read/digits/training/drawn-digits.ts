import type { SeededRandom } from './seeded-random.ts';

/**
 * Digits drawn from strokes, for the hands that MNIST lacks: the 1 with a long upstroke and with a foot, the 7 with a
 * bar, the open and the closed 4, the 9 with a straight and with a hooked leg. Also ink that is no digit.
 */
export type Stroke = readonly (readonly [number, number])[];

const arc = (
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  fromDeg: number,
  toDeg: number,
): [number, number][] => {
  const steps = Math.max(4, Math.ceil(Math.abs(toDeg - fromDeg) / 20));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = ((fromDeg + ((toDeg - fromDeg) * step) / steps) * Math.PI) / 180;
    return [x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle)];
  });
};

type Template = (random: SeededRandom) => Stroke[];

/** In a box 1 high, y down; width is free. */
const TEMPLATES: Readonly<Record<string, readonly Template[]>> = {
  0: [
    (r) => [arc(0.35, 0.5, 0.32, 0.5, -90 + r.between(-40, 20), 270 + r.between(-20, 60))],
    (r) => [arc(0.3, 0.5, r.between(0.2, 0.3), 0.5, -60, 300 + r.between(0, 30))],
  ],
  1: [
    // Upstroke from far below, as taught on the continent.
    (r) => [
      [
        [0, r.between(0.3, 0.75)],
        [0.35, 0],
        [0.35 + r.between(-0.05, 0.05), 1],
      ],
    ],
    (r) => [
      [
        [0, r.between(0.2, 0.5)],
        [0.25, 0],
        [0.25, 1],
      ],
      [
        [0.02, 1],
        [0.5, 1],
      ],
    ],
    (r) => [
      [
        [0.1, 0],
        [0.1 + r.between(-0.08, 0.08), 1],
      ],
    ],
    (r) => [
      [
        [0, r.between(0.1, 0.3)],
        [0.2, 0],
        [0.2, 1],
      ],
    ],
  ],
  2: [
    (r) => [[...arc(0.3, 0.28, 0.28, 0.28, -170, 40), [0.05, 1], [0.62, 1 + r.between(-0.06, 0.02)]]],
    () => [
      [
        ...arc(0.3, 0.28, 0.27, 0.28, -150, 50),
        [0.15, 0.85],
        ...arc(0.13, 0.9, 0.1, 0.09, -90, -300),
        [0.6, 1],
      ],
    ],
  ],
  3: [
    () => [[...arc(0.27, 0.25, 0.26, 0.25, -150, 90), ...arc(0.25, 0.74, 0.3, 0.26, -90, 140)]],
    () => [[[0, 0], [0.55, 0], [0.22, 0.4], ...arc(0.24, 0.7, 0.3, 0.3, -90, 140)]],
  ],
  4: [
    // Closed: drawn as a triangle with a leg.
    () => [
      [
        [0.48, 1],
        [0.48, 0],
        [0, 0.68],
        [0.65, 0.68],
      ],
    ],
    // Open: two strokes that do not meet on top.
    (r) => [
      [
        [r.between(0.02, 0.15), 0],
        [0, 0.55],
        [0.62, 0.55 + r.between(-0.05, 0.05)],
      ],
      [
        [0.48, r.between(0.05, 0.4)],
        [0.45, 1],
      ],
    ],
    (r) => [
      [
        [0.28, 0],
        [0, 0.62],
        [0.6, 0.62],
      ],
      [
        [0.42, r.between(0.25, 0.45)],
        [0.38, 1],
      ],
    ],
  ],
  5: [
    () => [[[0.52, 0], [0.06, 0], [0.04, 0.42], ...arc(0.25, 0.68, 0.29, 0.31, -120, 140)]],
    (r) => [
      [[0.06, 0.02], [0.04, 0.42], ...arc(0.25, 0.68, 0.29, 0.31, -120, 140)],
      [
        [0.05, 0],
        [0.55, r.between(-0.06, 0.04)],
      ],
    ],
  ],
  6: [
    () => [[[0.45, 0], [0.15, 0.35], ...arc(0.28, 0.7, 0.27, 0.29, -170, 190)]],
    () => [[...arc(0.5, 0.55, 0.45, 0.55, -100, -180), ...arc(0.3, 0.72, 0.25, 0.27, -180, 170)]],
  ],
  7: [
    (r) => [
      [
        [0, 0],
        [0.58, 0],
        [0.22, 1],
      ],
      [
        [0.12, 0.5 + r.between(-0.06, 0.06)],
        [0.56, 0.48 + r.between(-0.08, 0.06)],
      ],
    ],
    (r) => [
      [
        [0, 0.12],
        [0, 0],
        [0.55, 0],
        [0.3, 0.5],
        [0.24, 1],
      ],
      [
        [0.1, 0.52],
        [0.52, 0.5 + r.between(-0.05, 0.05)],
      ],
    ],
    () => [
      [
        [0, 0.02],
        [0.55, 0],
        [0.2, 1],
      ],
    ],
  ],
  8: [
    () => [[...arc(0.3, 0.25, 0.22, 0.25, 60, -270), ...arc(0.3, 0.75, 0.28, 0.25, -90, 270)]],
    () => [[...arc(0.3, 0.24, 0.24, 0.24, -40, -270), ...arc(0.3, 0.75, 0.27, 0.26, -90, 250), [0.46, 0.12]]],
    () => [arc(0.3, 0.25, 0.22, 0.25, 0, 370), arc(0.3, 0.75, 0.27, 0.26, -90, 290)],
  ],
  9: [
    () => [[...arc(0.3, 0.28, 0.26, 0.28, -10, -350), [0.55, 0.25], [0.52, 1]]],
    () => [[...arc(0.28, 0.28, 0.26, 0.28, 0, -360), [0.54, 0.6], ...arc(0.24, 0.68, 0.3, 0.32, 0, 120)]],
  ],
};

const wobble = (stroke: Stroke, random: SeededRandom, amount: number): Stroke =>
  stroke.map(([x, y]) => [x + amount * random.normal(), y + amount * random.normal()] as const);

/** Strokes of a digit, about 1 high, y down. */
export const drawDigit = (digit: number, random: SeededRandom): Stroke[] => {
  const templates = TEMPLATES[String(digit)] ?? [];
  const template = templates[random.index(templates.length)];
  if (template === undefined) throw new RangeError(`Expected a digit but received ${digit}.`);
  const stretch = random.between(0.75, 1.25);
  return template(random).map((stroke) =>
    wobble(
      stroke.map(([x, y]) => [x * stretch, y] as const),
      random,
      0.018,
    ),
  );
};

/** A, H, M, N, W, K, E. */
const CAPITALS: readonly Stroke[][] = [
  [
    [
      [0, 1],
      [0.35, 0],
      [0.7, 1],
    ],
    [
      [0.15, 0.6],
      [0.55, 0.6],
    ],
  ],
  [
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0.6, 0],
      [0.6, 1],
    ],
    [
      [0, 0.5],
      [0.6, 0.5],
    ],
  ],
  [
    [
      [0, 1],
      [0, 0],
      [0.35, 0.6],
      [0.7, 0],
      [0.7, 1],
    ],
  ],
  [
    [
      [0, 1],
      [0, 0],
      [0.6, 1],
      [0.6, 0],
    ],
  ],
  [
    [
      [0, 0],
      [0.2, 1],
      [0.4, 0.4],
      [0.6, 1],
      [0.8, 0],
    ],
  ],
  [
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0.55, 0],
      [0, 0.5],
      [0.6, 1],
    ],
  ],
  [
    [
      [0.5, 0],
      [0, 0],
      [0, 1],
      [0.5, 1],
    ],
    [
      [0, 0.5],
      [0.4, 0.5],
    ],
  ],
];

/** Strokes that are no digit: scribbles, crosses, zigzags, question marks, letters that resemble none. */
export const drawNonsense = (random: SeededRandom): Stroke[] => {
  const point = (): [number, number] => [random.between(0, 0.8), random.between(0, 1)];
  switch (random.index(5)) {
    case 0: // A scribble that crosses itself many times.
      return [Array.from({ length: 8 + random.index(14) }, point)];
    case 1: // A zigzag, as people fill or strike out.
      return [
        Array.from({ length: 7 + random.index(8) }, (_, i): [number, number] => [
          i % 2 === 0 ? random.between(0, 0.2) : random.between(0.5, 0.8),
          i / 12,
        ]),
      ];
    case 2: // A cross.
      return [
        [
          [0, random.between(0, 0.2)],
          [0.7, random.between(0.8, 1)],
        ],
        [
          [0.7, random.between(0, 0.2)],
          [0, random.between(0.8, 1)],
        ],
      ];
    case 3: // Capitals that are like no digit: A, H, M, N, W, K, E.
      return CAPITALS[random.index(CAPITALS.length)] ?? [];
    default: // A dash or a blot.
      return random.next() < 0.5
        ? [
            [
              [0, 0.5],
              [0.6, 0.5 + random.between(-0.1, 0.1)],
            ],
          ]
        : [
            Array.from({ length: 12 }, (): [number, number] => [
              random.between(0.2, 0.45),
              random.between(0.35, 0.6),
            ]),
          ];
  }
};
