-- Projects of before get the currency that stood for their language until now.
UPDATE projects SET settings = settings || jsonb_build_object('currency', CASE settings ->> 'locale' WHEN 'ru' THEN 'RUB' ELSE 'USD' END)
WHERE NOT settings ? 'currency';
