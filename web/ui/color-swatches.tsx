import { useTranslation } from 'react-i18next';
import classes from './color-swatches.module.css';
import { type StageColor, stageColors } from './stage-colors.ts';

export function ColorSwatches({ value, onChange }: { value: StageColor; onChange: (color: StageColor) => void }) {
  const { t } = useTranslation('pipelines');
  return (
    <div className={classes.swatches} role="radiogroup" aria-label={t('color')}>
      {stageColors.map((color) => (
        <label key={color} className={classes.swatch} style={{ background: `var(--stage-${color})` }}>
          <input
            type="radio"
            name="stage-color"
            className="visually-hidden"
            aria-label={t(`colors.${color}`)}
            checked={color === value}
            onChange={() => onChange(color)}
          />
        </label>
      ))}
    </div>
  );
}
