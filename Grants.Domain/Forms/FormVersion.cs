using Grants.Domain.Accounts;
using Grants.Domain.Kernel;

namespace Grants.Domain.Forms;

/// <summary>
/// One version of a form. Once something uses it, a change makes the next version; what was used stays as it was.
/// </summary>
public sealed class FormVersion : Aggregate
{
    public const int MaxNameLength = 200;

    private FormVersion() { }

    public FormVersion(string name, int number, FormDefinition definition, Stamp stamp)
        : this(name, number, FormKind.Application, definition, stamp) { }

    public FormVersion(
        string name,
        int number,
        FormKind kind,
        FormDefinition definition,
        Stamp stamp
    )
    {
        Name = name;
        Number = number;
        Kind = kind;
        Definition = definition;
        Raise(new FormVersionMade(stamp, $"{name}, version {number}"));
    }

    /// <summary>All versions of a form have the same name.</summary>
    public string Name { get; private set; } = "";

    public int Number { get; private set; }

    public FormKind Kind { get; private set; }

    public FormDefinition Definition { get; private set; } = new([]);

    /// <param name="isUsed">A published call, an application or another record uses it.</param>
    public static Refusal? CannotEdit(Actor actor, bool isUsed) =>
        actor.Cannot(Permission.ManagePrograms)
        ?? (
            isUsed
                ? new Refusal(
                    "This version is in use and stays as it is. Make the next version to change the form."
                )
                : null
        );

    /// <param name="change">What was done, in words, for the log.</param>
    public void Edit(FormDefinition definition, string change, bool isUsed, Stamp stamp)
    {
        CannotEdit(stamp.By, isUsed).ThrowIfAny();
        Definition = definition;
        Raise(new FormVersionEdited(stamp, change));
    }

    /// <summary>Why nobody can fill it in yet.</summary>
    public Refusal? CannotBeAsked() =>
        FormRules.Faults(Definition, Kind) is [var first, ..]
            ? new Refusal($"The form {Name}, version {Number}, isn't finished. {first.Problem}")
            : null;

    /// <summary>A copy to change, with the next number.</summary>
    public FormVersion Next(int number, Stamp stamp) => new(Name, number, Kind, Definition, stamp);
}

public sealed record FormVersionMade(Stamp Stamp, string What) : DomainEvent(Stamp)
{
    public override string Detail => What;
}

public sealed record FormVersionEdited(Stamp Stamp, string Change) : DomainEvent(Stamp)
{
    public override string Detail => Change;
}
