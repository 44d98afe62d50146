using Grants.Domain.Kernel;

namespace Grants.Domain.Forms;

/// <summary>One version of a form. A change makes the next version; what was used stays as it was.</summary>
public sealed class FormVersion : Aggregate
{
    private FormVersion() { }

    public FormVersion(string name, int number, FormDefinition definition, Stamp stamp)
    {
        Name = name;
        Number = number;
        Definition = definition;
        Raise(new FormVersionMade(stamp));
    }

    public string Name { get; private set; } = "";

    public int Number { get; private set; }

    public FormDefinition Definition { get; private set; } = new([]);
}

public sealed record FormVersionMade(Stamp Stamp) : DomainEvent(Stamp);
