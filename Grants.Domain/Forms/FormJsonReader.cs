using System.Text.Json;

namespace Grants.Domain.Forms;

/// <summary>Reads a form's file and collects everything that is wrong with it.</summary>
internal sealed class FormJsonReader
{
    private readonly List<FormFault> _faults = [];

    public IReadOnlyList<FormFault> Faults => _faults;

    public ExchangedForm Form(JsonElement element)
    {
        var file = new Fields(this, element, "", "format", "version", "name", "kind", "sections");
        if (file.Text("format") != FormJson.Format)
            Add("format", $"This isn't a form: \"format\" must be \"{FormJson.Format}\".");
        if (file.Whole("version") is var version && version != FormJson.Version)
            Add(
                "version",
                $"This is version {version} of the format; version {FormJson.Version} is read here."
            );
        var name = file.Text("name", isNeeded: true);
        if (name.Length > FormVersion.MaxNameLength)
            Add("name", $"A name has at most {FormVersion.MaxNameLength} characters.");
        return new ExchangedForm(
            name,
            file.Word<FormKind>("kind", FormKind.Application),
            new FormDefinition(file.List("sections", Section))
        );
    }

    private FormSection Section(JsonElement element, string path)
    {
        var section = new Fields(this, element, path, "key", "title", "help", "questions");
        return new FormSection(
            section.Text("key", isNeeded: true),
            section.Text("title", isNeeded: true),
            section.Text("help"),
            section.List("questions", Question)
        );
    }

    private Question Question(JsonElement element, string path)
    {
        var question = new Fields(
            this,
            element,
            path,
            "key",
            "label",
            "type",
            "help",
            "required",
            "showWhen",
            "wordLimit",
            "options",
            "columns",
            "unit",
            "files",
            "questions",
            "entryName",
            "indirectCategory",
            "purpose",
            "identifying"
        );
        return new Question(
            question.Text("key", isNeeded: true),
            question.Text("label", isNeeded: true),
            question.Word<QuestionType>("type")
        )
        {
            Help = question.Text("help"),
            Required = question.Flag("required"),
            ShowWhen = question.One("showWhen", Condition),
            WordLimit = question.One("wordLimit", WordLimit),
            Options = question.Texts("options"),
            Columns = question.List("columns", Column),
            Unit = question.Text("unit"),
            Files = question.One("files", FileLimits),
            Questions = question.List("questions", Question),
            EntryName = question.Text("entryName"),
            IndirectCategory = question.Text("indirectCategory"),
            Purpose = question.Word<QuestionPurpose>("purpose", QuestionPurpose.None),
            Identifying = question.Flag("identifying"),
        };
    }

    private Condition Condition(JsonElement element, string path)
    {
        var condition = new Fields(this, element, path, "question", "test", "values");
        return new Condition(
            condition.Text("question", isNeeded: true),
            condition.Word<ConditionTest>("test"),
            condition.Texts("values")
        );
    }

    private WordLimit WordLimit(JsonElement element, string path)
    {
        var limit = new Fields(this, element, path, "words", "isSoft");
        return new WordLimit((int)Math.Min(limit.Whole("words"), int.MaxValue))
        {
            IsSoft = limit.Flag("isSoft"),
        };
    }

    private FileLimits FileLimits(JsonElement element, string path)
    {
        var limits = new Fields(this, element, path, "kinds", "maxBytes", "maxCount");
        return new FileLimits(
            limits.Texts("kinds"),
            limits.Whole("maxBytes"),
            (int)Math.Min(limits.Whole("maxCount"), int.MaxValue)
        );
    }

    private FormColumn Column(JsonElement element, string path)
    {
        var column = new Fields(
            this,
            element,
            path,
            "key",
            "label",
            "type",
            "required",
            "options",
            "unit",
            "productOf",
            "hasTotal"
        );
        return new FormColumn(
            column.Text("key", isNeeded: true),
            column.Text("label", isNeeded: true),
            column.Word<QuestionType>("type")
        )
        {
            Required = column.Flag("required"),
            Options = column.Texts("options"),
            Unit = column.Text("unit"),
            ProductOf = column.Texts("productOf"),
            HasTotal = column.Flag("hasTotal"),
        };
    }

    private void Add(string path, string problem) => _faults.Add(new FormFault(path, problem));

    /// <summary>The fields of one object; every unknown one is a fault, and so is one that is there twice.</summary>
    private sealed class Fields
    {
        private readonly FormJsonReader _reader;
        private readonly string _path;
        private readonly Dictionary<string, JsonElement> _held = [];

        public Fields(
            FormJsonReader reader,
            JsonElement element,
            string path,
            params string[] known
        )
        {
            (_reader, _path) = (reader, path);
            if (element.ValueKind != JsonValueKind.Object)
            {
                reader.Add(path, "An object is expected here.");
                return;
            }
            foreach (var field in element.EnumerateObject())
                if (!known.Contains(field.Name))
                    reader.Add(
                        At(field.Name),
                        $"\"{field.Name}\" isn't known here; known are {string.Join(", ", known)}."
                    );
                else if (!_held.TryAdd(field.Name, field.Value))
                    reader.Add(At(field.Name), $"\"{field.Name}\" is there twice.");
        }

        public string Text(string name, bool isNeeded = false)
        {
            if (Held(name, isNeeded) is not { } value)
                return "";
            if (value.ValueKind == JsonValueKind.String)
                return value.GetString()!;
            _reader.Add(At(name), "A text is expected here.");
            return "";
        }

        public bool Flag(string name)
        {
            if (Held(name) is not { } value)
                return false;
            if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                return value.GetBoolean();
            _reader.Add(At(name), "true or false is expected here.");
            return false;
        }

        /// <returns>0 where there is none.</returns>
        public long Whole(string name)
        {
            if (Held(name, isNeeded: true) is not { } value)
                return 0;
            if (
                value.ValueKind == JsonValueKind.Number
                && value.TryGetInt64(out var number)
                && number >= 0
            )
                return number;
            _reader.Add(At(name), "A whole number is expected here.");
            return 0;
        }

        /// <param name="without">Stands when the field isn't there; a field without it is needed.</param>
        public T Word<T>(string name, T? without = null)
            where T : struct, Enum
        {
            var text = Text(name, isNeeded: without is null);
            if (Enum.GetNames<T>().Contains(text))
                return Enum.Parse<T>(text);
            if (text.Length > 0)
                _reader.Add(
                    At(name),
                    $"\"{text}\" is none of {string.Join(", ", Enum.GetNames<T>())}."
                );
            return without ?? default;
        }

        public T? One<T>(string name, Func<JsonElement, string, T> read)
            where T : class => Held(name) is { } value ? read(value, At(name)) : null;

        public IReadOnlyList<T> List<T>(string name, Func<JsonElement, string, T> read)
        {
            if (Held(name) is not { } value)
                return [];
            if (value.ValueKind == JsonValueKind.Array)
                return
                [
                    .. value.EnumerateArray().Select((item, i) => read(item, $"{At(name)}[{i}]")),
                ];
            _reader.Add(At(name), "A list is expected here.");
            return [];
        }

        public IReadOnlyList<string> Texts(string name) =>
            List(
                name,
                (item, path) =>
                {
                    if (item.ValueKind == JsonValueKind.String)
                        return item.GetString()!;
                    _reader.Add(path, "A text is expected here.");
                    return "";
                }
            );

        private JsonElement? Held(string name, bool isNeeded = false)
        {
            if (_held.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null)
                return value;
            if (isNeeded)
                _reader.Add(At(name), "This is missing.");
            return null;
        }

        private string At(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
    }
}
