using Grants.Domain.Kernel;

namespace Grants.Domain.Applications;

public sealed record ApplicationStarted(Stamp Stamp) : DomainEvent(Stamp);

/// <param name="Change">What the other version of the form means for it.</param>
public sealed record ApplicationFormChanged(Stamp Stamp, string Change) : DomainEvent(Stamp)
{
    public override string Detail => Change;
}

public sealed record ApplicationSubmitted(Stamp Stamp, string ReferenceNumber) : DomainEvent(Stamp)
{
    public override string Detail => ReferenceNumber;
}

public sealed record ApplicationRecalled(Stamp Stamp) : DomainEvent(Stamp);

public sealed record SignOffRequested(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ReturnedToDraft(Stamp Stamp) : DomainEvent(Stamp);

public sealed record DraftDeleted(Stamp Stamp) : DomainEvent(Stamp);

public sealed record DraftRestored(Stamp Stamp) : DomainEvent(Stamp);

/// <summary>Nobody restored it in time: it and everything in it is gone.</summary>
public sealed record DraftPurged(Stamp Stamp) : DomainEvent(Stamp);

/// <param name="Name">From outside the applicant organization.</param>
public sealed record CollaboratorJoined(Stamp Stamp, string Name) : DomainEvent(Stamp)
{
    public override string Detail => Name;
}

public sealed record CollaboratorLeft(Stamp Stamp, string Name) : DomainEvent(Stamp)
{
    public override string Detail => Name;
}

/// <param name="Name">Of the new lead.</param>
public sealed record LeadHandedOver(Stamp Stamp, string Name) : DomainEvent(Stamp)
{
    public override string Detail => $"to {Name}";
}

public sealed record ScreeningBegan(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ScreeningPassed(Stamp Stamp) : DomainEvent(Stamp);

public sealed record FoundIneligible(Stamp Stamp, string Condition) : DomainEvent(Stamp)
{
    public override string Detail => Condition;
}

public sealed record ApplicationReinstated(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ReviewClosed(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ReviewReopened(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ApplicationRecommended(Stamp Stamp, Advice Advice, Money Amount)
    : DomainEvent(Stamp)
{
    public override string Detail =>
        Advice == Advice.Fund ? $"Fund with {Amount}" : Advice.ToString();
}

public sealed record ApplicationDecided(Stamp Stamp, Money Amount) : DomainEvent(Stamp)
{
    public override string? Detail => Amount.IsZero ? null : Amount.ToString();
}

public sealed record ApplicantNotified(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ApplicationWithdrawn(Stamp Stamp) : DomainEvent(Stamp);

public sealed record InformationRequested(Stamp Stamp, string Sections) : DomainEvent(Stamp)
{
    public override string Detail => Sections;
}

public sealed record ApplicationResubmitted(Stamp Stamp) : DomainEvent(Stamp);

public sealed record WaitEnded(Stamp Stamp) : DomainEvent(Stamp);

public sealed record IneligibilityTold(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ScreenerAssigned(Stamp Stamp, string Person) : DomainEvent(Stamp)
{
    public override string Detail => Person;
}

public sealed record NoteWritten(Stamp Stamp) : DomainEvent(Stamp);

public sealed record FlagRaised(Stamp Stamp, string Flag) : DomainEvent(Stamp)
{
    public override string Detail => Flag;
}

public sealed record FlagResolved(Stamp Stamp, string Flag) : DomainEvent(Stamp)
{
    public override string Detail => Flag;
}
