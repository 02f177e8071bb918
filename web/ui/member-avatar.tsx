import { Tooltip } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import classes from './member-avatar.module.css';

const tints = ['indigo', 'teal', 'grape', 'orange', 'cyan', 'pink', 'green', 'violet'] as const;

/**
 * Initials on a quiet tint that stays the same for a name; an outline when nobody is responsible.
 * Lists of thousands take the browser's own hint instead of a tooltip.
 */
export function MemberAvatar({
  name,
  size = 20,
  tooltip = true,
}: {
  name: string | null;
  size?: number;
  tooltip?: boolean;
}) {
  if (name === null) {
    return (
      <span className={classes.nobody} style={{ width: size, height: size }}>
        <IconUser size={size * 0.6} stroke={1.6} />
      </span>
    );
  }
  const tint = tints[hash(name) % tints.length] ?? 'indigo';
  const avatar = (
    <span
      className={classes.avatar}
      role="img"
      aria-label={name}
      title={tooltip ? undefined : name}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.45),
        background: `var(--mantine-color-${tint}-light)`,
        color: `light-dark(color-mix(in srgb, var(--mantine-color-${tint}-9) 80%, black), var(--mantine-color-${tint}-2))`,
      }}
    >
      {initials(name)}
    </span>
  );
  return tooltip ? <Tooltip label={name}>{avatar}</Tooltip> : avatar;
}

export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.slice(0, 2).map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

function hash(text: string): number {
  let value = 7;
  for (const char of text) value = (value * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
