using System.Text;
using Grants.Domain.Catalog;
using Grants.Web.Features.Catalog.Names;

namespace Grants.Web.Commands.Demo;

internal sealed partial class DemoScript
{
    /// <summary>A few names and places with other spellings, so that a sheet is read by them.</summary>
    private async Task AddNamesAsync(CancellationToken cancel)
    {
        foreach (
            var name in (NameText[])
                [
                    new(
                        NameKind.Person,
                        "Sharansky, Natan",
                        ["Shcharansky, Anatoly", "Анатолий Щаранский", "נתן שרנסקי"],
                        "",
                        ""
                    ),
                    new(NameKind.Person, "Nudel, Ida", ["Ида Нудель", "אידה נודל"], "", ""),
                    new(
                        NameKind.Organization,
                        "Union of Councils for Soviet Jews",
                        ["UCSJ", "Union of Councils"],
                        "",
                        ""
                    ),
                    new(
                        NameKind.Place,
                        "Saint Petersburg",
                        ["Leningrad", "Ленинград", "St. Petersburg"],
                        "https://www.geonames.org/498817",
                        ""
                    ),
                    new(NameKind.Place, "Moscow", ["Москва", "מוסקבה"], "", ""),
                    new(NameKind.Place, "New York", ["New York City", "Нью-Йорк"], "", ""),
                ]
        )
            await stage.AsAsync<KeepName>(
                DemoPeople.Catalog,
                keep => keep.AddAsync(name, cancel),
                cancel
            );
    }

    /// <summary>A sheet with what sheets have: headings of its own, dates as people write them, words for a type.</summary>
    private static byte[] SheetToMend() =>
        Encoding.UTF8.GetBytes(
            """
            identifier,Name,type,rights,collection,filename,date,people,place,desciption,shelf
            lakeside_0101,Circular to the families,Letter,https://rightsstatements.org/page/InC/1.0/?language=en,Circulars,lakeside_ms100_02_0001.tif,c. 1975,Natan Sharansky,Leningrad,Asks for letters to be written.,4
            lakeside_0102,Письмо из Москвы,Text,In Copyright,Circulars,lakeside_ms100_02_0002.tif,12 марта 1974,Ida Nudell,Москва,,4
            lakeside_0103,"Notes of a call, two pages",Text,http://rightsstatements.org/vocab/UND/1.0/,Circulars,lakeside_ms100_02_0003.tif; lakeside_ms100_02_0004.tif,Spring 1978,UCSJ,New York City,,5
            lakeside_0104,Circular without a date,Text,http://rightsstatements.org/vocab/InC/1.0/,Circulars,lakeside_ms100_02_0005.tif,n.d.,,,,5

            """
        );
}
