using Grants.Domain.Kernel;

namespace Grants.Domain.Applications;

public sealed record ApplicationStarted(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ApplicationSubmitted(Stamp Stamp, string ReferenceNumber) : DomainEvent(Stamp)
{
    public override string Detail => ReferenceNumber;
}

public sealed record ApplicationRecalled(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ScreeningBegan(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ScreeningPassed(Stamp Stamp) : DomainEvent(Stamp);

public sealed record FoundIneligible(Stamp Stamp) : DomainEvent(Stamp);

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
