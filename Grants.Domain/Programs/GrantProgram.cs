using Grants.Domain.Accounts;
using Grants.Domain.Kernel;

namespace Grants.Domain.Programs;

/// <summary>A standing purpose with its rules, such as "Digitization Grants". Calls are its dated competitions.</summary>
public sealed class GrantProgram : Aggregate
{
    private GrantProgram() { }

    public GrantProgram(string name, string summary, Stamp stamp)
    {
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        Set(name, summary);
        Raise(new ProgramCreated(stamp));
    }

    public string Name { get; private set; } = "";

    public string Summary { get; private set; } = "";

    public void Describe(string name, string summary, Stamp stamp)
    {
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        Set(name, summary);
        Raise(new ProgramDescribed(stamp));
    }

    private void Set(string name, string summary)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new RefusedException(new Refusal("The program needs a name."));
        Name = name.Trim();
        Summary = summary;
    }
}

public sealed record ProgramCreated(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ProgramDescribed(Stamp Stamp) : DomainEvent(Stamp);
