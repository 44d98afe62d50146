namespace Grants.Domain.Kernel;

/// <summary>Why not: a sentence that the person who asked can act on.</summary>
public sealed record Refusal(string Reason)
{
    public override string ToString() => Reason;
}

/// <summary>A rule said no. Shown to the person as it is.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Reason)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>The record doesn't exist, or not for this person. Both look the same from outside.</summary>
public sealed class NotFoundException(string what) : Exception($"{what} was not found.");

public static class RefusalExtensions
{
    public static void ThrowIfAny(this Refusal? refusal)
    {
        if (refusal is not null)
            throw new RefusedException(refusal);
    }
}
