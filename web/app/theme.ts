import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  InputWrapper,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  SegmentedControl,
  Select,
  Tooltip,
} from '@mantine/core';

const accent: MantineColorsTuple = [
  '#f4f6ff',
  '#e7ecff',
  '#d1dbff',
  '#b1c1fd',
  '#8aa1f7',
  '#6a86f0',
  '#4a69e2',
  '#3b57cb',
  '#3149ab',
  '#283a87',
];

const gray: MantineColorsTuple = [
  '#fafafa',
  '#f4f4f5',
  '#ececee',
  '#e2e2e6',
  '#cfcfd5',
  '#a3a3ad',
  '#71717b',
  '#54545d',
  '#36363d',
  '#1c1c21',
];

const dark: MantineColorsTuple = [
  '#ececef',
  '#b6b6bf',
  '#8e8e99',
  '#62626c',
  '#37373f',
  '#2c2c33',
  '#232328',
  '#1a1a1e',
  '#131316',
  '#0e0e10',
];

/** Menus and pop-overs appear at once: an animation in front of a working hand is a delay. */
const quick = { transition: 'fade', duration: 90 } as const;

const controlHeights: Record<string, string> = { xs: '28px', sm: '32px', md: '36px', lg: '42px' };

export const theme = createTheme({
  fontFamily: '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '28px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '17px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, gray, dark },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '7px', lg: '10px', xl: '14px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      vars: (_theme, { size }) => ({
        root: { '--button-height': controlHeights[String(size)], '--button-fz': '13px', '--button-padding-x': '12px' },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
      vars: (_theme, { variant, color }) => ({
        root:
          variant === 'subtle' && color === 'gray'
            ? { '--ai-color': 'var(--ink-2)', '--ai-hover': 'var(--pressed)' }
            : {},
      }),
    }),
    Input: Input.extend({
      defaultProps: { size: 'sm' },
      vars: (_theme, { size }) => ({
        wrapper: { '--input-height': controlHeights[String(size)], '--input-fz': '13px' },
      }),
    }),
    InputWrapper: InputWrapper.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({ defaultProps: { checkIconPosition: 'right', comboboxProps: { transitionProps: quick } } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', transitionProps: quick, position: 'bottom-start', offset: 4, radius: 'lg' },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: quick, radius: 'lg' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, transitionProps: quick, withArrow: false, offset: 6 } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.32 },
        transitionProps: { transition: 'pop', duration: 120 },
      },
    }),
    Drawer: Drawer.extend({ defaultProps: { overlayProps: { backgroundOpacity: 0.16 } } }),
  },
});

/** The quiet palette that our own style sheets speak; Mantine's variables follow the same greys. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c1c21',
    '--mantine-color-dimmed': '#64646e',
    '--mantine-color-default-border': '#e2e2e6',
    '--mantine-color-placeholder': '#6f6f79',
    '--canvas': '#ffffff',
    '--track': '#f6f6f7',
    '--rail': '#fafafa',
    '--surface': '#ffffff',
    '--hover': '#f2f2f4',
    '--pressed': '#eaeaed',
    '--line': '#e8e8eb',
    '--line-strong': '#d9d9de',
    '--ink': '#1c1c21',
    '--ink-2': '#54545d',
    '--ink-3': '#6d6d77',
    '--accent': '#4a69e2',
    '--accent-fill': '#4a69e2', // white words are read on it
    '--accent-ink': '#3b57cb',
    '--accent-soft': '#eef1fe',
    '--danger': '#c93b37',
    '--danger-soft': '#fdeeed',
    '--warn': '#a15c07',
    '--warn-soft': '#fdf4e3',
    '--good': '#23804f',
    '--good-soft': '#e9f6ef',
    '--lift': '0 1px 2px rgb(20 20 30 / 4%)',
    '--float': '0 8px 28px rgb(20 20 30 / 16%), 0 1px 3px rgb(20 20 30 / 10%)',
  },
  dark: {
    '--mantine-color-body': '#1a1a1e',
    '--mantine-color-text': '#ececef',
    '--mantine-color-dimmed': '#9d9da8',
    '--mantine-color-default-border': '#2e2e35',
    '--mantine-color-placeholder': '#91919b',
    '--canvas': '#131316',
    '--track': '#18181b',
    '--rail': '#0f0f11',
    '--surface': '#1f1f23',
    '--hover': '#26262b',
    '--pressed': '#2e2e34',
    '--line': '#29292f',
    '--line-strong': '#3a3a42',
    '--ink': '#ececef',
    '--ink-2': '#adadb7',
    '--ink-3': '#8e8e99',
    '--accent': '#6a86f0',
    '--accent-fill': '#4a69e2',
    '--accent-ink': '#93a8f8',
    '--accent-soft': '#222844',
    '--danger': '#f0736e',
    '--danger-soft': '#38201f',
    '--warn': '#e0a345',
    '--warn-soft': '#33291a',
    '--good': '#55bd86',
    '--good-soft': '#1a3025',
    '--lift': 'none',
    '--float': '0 12px 36px rgb(0 0 0 / 55%), 0 0 0 1px rgb(255 255 255 / 5%)',
  },
});
