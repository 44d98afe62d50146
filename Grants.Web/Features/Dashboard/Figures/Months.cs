using System.Globalization;
using System.Linq.Expressions;

namespace Grants.Web.Features.Dashboard.Figures;

/// <summary>The last twelve months, this one included, by UTC.</summary>
internal sealed class Months
{
    public const int Count = 12;

    private readonly DateTimeOffset[] _starts;

    public Months(DateTimeOffset now)
    {
        var first = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(
            1 - Count
        );
        _starts = [.. Enumerable.Range(0, Count).Select(first.AddMonths)];
    }

    public DateTimeOffset First => _starts[0];

    public IReadOnlyList<string> Labels =>
        [.. _starts.Select(s => s.ToString("MMM yyyy", CultureInfo.InvariantCulture))];

    /// <summary>
    /// Which month an instant is in, from 0, as an expression that both databases can group by: instants are numbers in one of
    /// them, so it compares instead of asking for year and month.
    /// </summary>
    /// <param name="at">An instant not before <see cref="First"/>.</param>
    public Expression<Func<T, int>> Of<T>(Expression<Func<T, DateTimeOffset>> at) =>
        Expression.Lambda<Func<T, int>>(
            _starts
                .Skip(1)
                .Select(start =>
                    (Expression)
                        Expression.Condition(
                            Expression.GreaterThanOrEqual(at.Body, Expression.Constant(start)),
                            Expression.Constant(1),
                            Expression.Constant(0)
                        )
                )
                .Aggregate(Expression.Add),
            at.Parameters
        );
}
