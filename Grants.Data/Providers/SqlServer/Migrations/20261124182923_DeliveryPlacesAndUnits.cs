using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Grants.Data.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class DeliveryPlacesAndUnits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_BatchFiles_BatchId_Sha256",
                table: "BatchFiles");

            migrationBuilder.AddColumn<string>(
                name: "AgentKind",
                table: "PreservationEvents",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Software");

            // Until now only people reviewed quality, and only programs did the rest.
            migrationBuilder.Sql("UPDATE PreservationEvents SET AgentKind = 'Person' WHERE Type = 'quality review'");

            migrationBuilder.AddColumn<Guid>(
                name: "ProfileVersionId",
                table: "MaterialLines",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AlterColumn<decimal>(
                name: "AcceptedUnits",
                table: "Deliverables",
                type: "decimal(12,2)",
                precision: 12,
                scale: 2,
                nullable: false,
                oldClrType: typeof(int),
                oldType: "int");

            migrationBuilder.AlterColumn<decimal>(
                name: "Units",
                table: "BatchItems",
                type: "decimal(12,2)",
                precision: 12,
                scale: 2,
                nullable: false,
                oldClrType: typeof(int),
                oldType: "int");

            migrationBuilder.AddColumn<string>(
                name: "KeptAt",
                table: "BatchFiles",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AcceptedAt",
                table: "Batches",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MastersLetGoAt",
                table: "Batches",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_MaterialLines_ProfileVersionId",
                table: "MaterialLines",
                column: "ProfileVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_BatchFiles_BatchId_Sha256_Size",
                table: "BatchFiles",
                columns: new[] { "BatchId", "Sha256", "Size" });

            migrationBuilder.CreateIndex(
                name: "IX_Batches_AcceptedAt",
                table: "Batches",
                column: "AcceptedAt");

            migrationBuilder.AddForeignKey(
                name: "FK_MaterialLines_ProfileVersions_ProfileVersionId",
                table: "MaterialLines",
                column: "ProfileVersionId",
                principalTable: "ProfileVersions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_MaterialLines_ProfileVersions_ProfileVersionId",
                table: "MaterialLines");

            migrationBuilder.DropIndex(
                name: "IX_MaterialLines_ProfileVersionId",
                table: "MaterialLines");

            migrationBuilder.DropIndex(
                name: "IX_BatchFiles_BatchId_Sha256_Size",
                table: "BatchFiles");

            migrationBuilder.DropIndex(
                name: "IX_Batches_AcceptedAt",
                table: "Batches");

            migrationBuilder.DropColumn(
                name: "AgentKind",
                table: "PreservationEvents");

            migrationBuilder.DropColumn(
                name: "ProfileVersionId",
                table: "MaterialLines");

            migrationBuilder.DropColumn(
                name: "KeptAt",
                table: "BatchFiles");

            migrationBuilder.DropColumn(
                name: "AcceptedAt",
                table: "Batches");

            migrationBuilder.DropColumn(
                name: "MastersLetGoAt",
                table: "Batches");

            migrationBuilder.AlterColumn<int>(
                name: "AcceptedUnits",
                table: "Deliverables",
                type: "int",
                nullable: false,
                oldClrType: typeof(decimal),
                oldType: "decimal(12,2)",
                oldPrecision: 12,
                oldScale: 2);

            migrationBuilder.AlterColumn<int>(
                name: "Units",
                table: "BatchItems",
                type: "int",
                nullable: false,
                oldClrType: typeof(decimal),
                oldType: "decimal(12,2)",
                oldPrecision: 12,
                oldScale: 2);

            migrationBuilder.CreateIndex(
                name: "IX_BatchFiles_BatchId_Sha256",
                table: "BatchFiles",
                columns: new[] { "BatchId", "Sha256" });
        }
    }
}
