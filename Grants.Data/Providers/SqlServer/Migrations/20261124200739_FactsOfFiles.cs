using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Grants.Data.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class FactsOfFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Facts",
                table: "BatchFiles",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Facts",
                table: "BatchFiles");
        }
    }
}
