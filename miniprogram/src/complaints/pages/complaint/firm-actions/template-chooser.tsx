import { useTemplates } from '../../../../features/complaints/use-workbench.ts';
import { Box, Select } from '../../../../ui/elements.tsx';

/** The firm's own words, to begin with. Nothing is shown where it keeps none. */
export function TemplateChooser({ onChoose }: { readonly onChoose: (text: string) => void }) {
  const templates = useTemplates().data?.items ?? [];
  if (templates.length === 0) return null;
  return (
    <Box className="template-chooser">
      <Select
        id="template" label="套用常用语" value=""
        options={[{ value: '', word: '套用常用语' }, ...templates.map(({ id, title }) => ({ value: id, word: title }))]}
        onSelect={(id) => {
          const chosen = templates.find((template) => template.id === id);
          if (chosen) onChoose(chosen.text);
        }}
      />
    </Box>
  );
}
