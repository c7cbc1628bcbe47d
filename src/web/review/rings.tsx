import type { JSX } from 'preact';

interface Box {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const percent = (part: number, whole: number): string => `${(part / whole) * 100}%`;

/** A ring around each of `boxes`, which lie in a picture of this size, px; it scales with the picture that it stands over. */
export const Rings = ({
  boxes,
  picture,
}: {
  readonly boxes: readonly Box[];
  readonly picture: { readonly width: number; readonly height: number };
}): JSX.Element => (
  <>
    {boxes.map((box) => (
      <span
        key={box.code}
        class="ring"
        style={{
          left: percent(box.x, picture.width),
          top: percent(box.y, picture.height),
          width: percent(box.width, picture.width),
          height: percent(box.height, picture.height),
        }}
      />
    ))}
  </>
);
