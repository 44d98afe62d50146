using System.Globalization;
using Grants.Domain.Deliverables;

namespace Grants.Web.Features.Deliverables.Control;

/// <summary>A mark as a box over its picture.</summary>
internal static class MarkStyle
{
    public static string Of(Mark mark) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"left: {mark.X * 100:0.##}%; top: {mark.Y * 100:0.##}%; width: {mark.Width * 100:0.##}%; height: {mark.Height * 100:0.##}%"
        );
}
